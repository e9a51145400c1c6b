package inc.phone.examples.simulator.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.examples.simulator.call.Company;
import inc.phone.examples.simulator.call.Contact;
import inc.phone.examples.simulator.call.Employee;
import inc.phone.examples.simulator.call.SimulatedCall;
import inc.phone.examples.simulator.render.CallJson;
import inc.phone.examples.simulator.render.Json;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the company's records say: calls, voicemails, employees, contacts, as they are after all
 * events of the calls.
 *
 * <p>Documented: employees, voicemails, contacts and their shapes, as far as known. Inference: the
 * paths of calls, the wrapper of lists, the bare single call, the names of filters.
 */
final class RecordRoutes {
  private final Company company;
  private final Supplier<List<SimulatedCall>> calls;

  RecordRoutes(Company company, Supplier<List<SimulatedCall>> calls) {
    this.company = company;
    this.calls = calls;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/api/v1/calls", this::calls);
    routes.get("/api/v1/calls/{id}", this::call);
    routes.get("/api/v1/voicemails", this::voicemails);
    routes.get("/api/v1/employees", this::employees);
    routes.get("/api/v1/contacts", this::contacts);
  }

  private void calls(Context context) {
    String phone = context.queryParam("phone");
    List<ObjectNode> found =
        calls.get().stream()
            .filter(call -> phone == null || isParty(call, phone))
            .sorted(Comparator.comparing(SimulatedCall::startedAt).reversed())
            .map(CallJson::complete)
            .filter(json -> matches(json, "direction", context))
            .filter(json -> matches(json, "state", context))
            .toList();
    ObjectNode body = Json.object();
    Answers.json(context, 200, body.set("calls", Json.array(found, json -> json)));
  }

  private static boolean isParty(SimulatedCall call, String phone) {
    String number = normalized(phone);
    return number != null
        && (number.equals(call.parties().from()) || number.equals(call.parties().to()));
  }

  private static boolean matches(ObjectNode json, String field, Context context) {
    String wanted = context.queryParam(field);
    return wanted == null || json.path(field).asText().equals(wanted);
  }

  private void call(Context context) {
    String id = context.pathParam("id");
    SimulatedCall found =
        calls.get().stream()
            .filter(call -> call.id().equals(id))
            .findAny()
            .orElseThrow(() -> ApiProblem.of(404, "Call not found"));
    Answers.json(context, 200, CallJson.complete(found));
  }

  private void voicemails(Context context) {
    List<SimulatedCall> withMessage =
        calls.get().stream()
            .filter(call -> call.message() != null)
            .sorted(
                Comparator.comparing(
                        (SimulatedCall call) -> Objects.requireNonNull(call.message()).createdAt())
                    .reversed())
            .toList();
    ObjectNode body = Json.object().put("unlistened_count", withMessage.size());
    body.set(
        "voicemails",
        Json.array(
            withMessage, call -> CallJson.voicemail(call, Objects.requireNonNull(call.message()))));
    Answers.json(context, 200, body);
  }

  private void employees(Context context) {
    ObjectNode body = Json.object();
    Answers.json(
        context, 200, body.set("employees", Json.array(company.employees(), RecordRoutes::json)));
  }

  private void contacts(Context context) {
    String phone = context.queryParam("phone");
    String number = phone == null ? null : normalized(phone);
    List<Contact> found =
        company.contacts().stream()
            .filter(contact -> phone == null || contact.phone().equals(number))
            .toList();
    ObjectNode body = Json.object();
    Answers.json(context, 200, body.set("contacts", Json.array(found, RecordRoutes::json)));
  }

  /** E.164, or null if it is no number; a plus sign that was not percent-encoded is a space. */
  private static @Nullable String normalized(String phone) {
    String number = phone.replaceAll("[\\s().-]", "");
    if (!number.startsWith("+") && phone.startsWith(" ")) {
      number = "+" + number;
    }
    return number.matches("\\+[0-9]{3,15}") ? number : null;
  }

  private static ObjectNode json(Employee employee) {
    return Json.object()
        .put("id", employee.id())
        .put("name", employee.name())
        .put("email", employee.email())
        .putNull("phone")
        .put("invitation_pending", false)
        .put("created_at", Json.time(employee.createdAt()))
        .put("updated_at", Json.time(employee.createdAt()));
  }

  private static ObjectNode json(Contact contact) {
    return Json.object()
        .put("id", contact.id())
        .put("name", contact.name())
        .put("email", contact.email())
        .put("phone", contact.phone())
        .put("phone_formatted", contact.phone())
        .put("company_name", contact.companyName())
        .putNull("note")
        .put("created_at", Json.time(contact.createdAt()))
        .put("updated_at", Json.time(contact.createdAt()));
  }
}
