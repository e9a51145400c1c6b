package inc.phone.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import inc.phone.number.E164;
import inc.phone.number.NumberNormalizer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomersTest {
  private static final NumberNormalizer DANISH = NumberNormalizer.forRegion("DK");
  private static final E164 NUMBER = E164.of("+4520123456");

  @ParameterizedTest
  @ValueSource(
      strings = {"20123456", "20 12 34 56", "+45 20-12-34-56", "004520123456", "+4520123456"})
  void numbersMatchHoweverTheyAreWritten(String phone) {
    assertThat(find("id,name,phone\nc1,Jane," + phone)).isEqualTo("c1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "quoted comma     | id,name,phone\\nc1,\"Smith, Jane\",20123456",
        "doubled quotes   | id,name,phone\\nc1,\"Jane \"\"J\"\" Smith\",20123456",
        "line in a name   | id,name,phone\\nc1,\"Jane\\nSmith\",20123456\\n",
        "windows lines    | id,name,phone\\r\\nc1,Jane,20123456\\r\\n",
        "byte order mark  | \\uFEFFid,name,phone\\nc1,Jane,20123456",
        "other order      | Phone,ID,Name,Mail\\n20123456,c1,Jane,j@x.example",
        "empty lines      | id,name,phone\\n\\n\\nc1,Jane,20123456\\n\\n",
        "spaces           | id, name, phone\\n c1 , Jane , 20123456 ",
        "two numbers      | id,name,phone\\nc1,Jane,20999999\\nc1,Jane,20123456",
        "twice the same   | id,name,phone\\nc1,Jane,20123456\\nc1,Jane,+4520123456",
        "bad lines around | id,name,phone\\nc0\\nc1,Jane,20123456\\n,Bob,20888888\\nc2,Eve,none"
      })
  void readsWhatSpreadsheetsWrite(String name, String csv) {
    String text = csv.replace("\\n", "\n").replace("\\r", "\r").replace("\\uFEFF", "\uFEFF");

    assertThat(find(text)).as(name).isEqualTo("c1");
  }

  @Test
  void aSharedNumberBelongsToNobody() {
    assertThat(find("id,name,phone\nc1,Jane,20123456\nc2,Bob,+4520123456")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "c1,Jane,20123456", "id,name\nc1,Jane"})
  void insistsOnTheHeader(String csv) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Customers.parse(csv, DANISH))
        .withMessage("SHOP_CUSTOMERS: the first line must be id,name,phone");
  }

  @Test
  void saysThatAFileIsMissing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Customers.read(Path.of("not-there.csv"), DANISH))
        .withMessage("SHOP_CUSTOMERS: cannot read not-there.csv");
  }

  private static String find(String csv) {
    return Customers.parse(csv, DANISH).findByPhone(NUMBER).orElse(null);
  }
}
