package inc.phone.examples.shop.pages.html;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;

/** Style, scripts and icons, all from this jar: nothing is loaded from anywhere else. Immutable. */
final class Assets {
  private static final String OWN = "/inc/phone/examples/shop/pages/";
  private static final String HTMX_VERSION =
      "/META-INF/maven/org.webjars.npm/htmx.org/pom.properties";
  private static final String HTMX = "/META-INF/resources/webjars/htmx.org/%s/dist/htmx.min.js";
  private static final int HASH_LENGTH = 12;
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private final Map<String, Asset> byName = new HashMap<>();

  Assets() {
    add("shop.css", "text/css; charset=utf-8", read(OWN + "shop.css"));
    add("menu.css", "text/css; charset=utf-8", read(OWN + "menu.css"));
    add("shop.js", "text/javascript; charset=utf-8", read(OWN + "shop.js"));
    add("icon.svg", "image/svg+xml", read(OWN + "icon.svg"));
    add("htmx.js", "text/javascript; charset=utf-8", read(HTMX.formatted(htmxVersion())));
  }

  void register(RoutesConfig routes) {
    byName.values().forEach(asset -> routes.get(asset.path(), ctx -> send(ctx, asset)));
  }

  /** Where a file is served. */
  String path(String name) {
    Asset asset = byName.get(name);
    if (asset == null) {
      throw new IllegalArgumentException("there is no file " + name);
    }
    return asset.path();
  }

  private void add(String name, String contentType, byte[] bytes) {
    byName.put(name, new Asset(name, "/assets/" + hash(bytes) + "/" + name, contentType, bytes));
  }

  private static void send(Context ctx, Asset asset) {
    ctx.header("Cache-Control", FOR_EVER).contentType(asset.contentType()).result(asset.bytes());
  }

  private static String htmxVersion() {
    Properties properties = new Properties();
    try (InputStream file = open(HTMX_VERSION)) {
      properties.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  private static byte[] read(String resource) {
    try (InputStream file = open(resource)) {
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String resource) {
    InputStream file = Assets.class.getResourceAsStream(resource);
    if (file == null) {
      throw new IllegalStateException("not in this jar: " + resource);
    }
    return file;
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
