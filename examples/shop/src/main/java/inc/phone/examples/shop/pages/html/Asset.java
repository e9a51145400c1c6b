package inc.phone.examples.shop.pages.html;

/**
 * A file that browsers keep for ever, since its address changes with its content.
 *
 * @param name what templates call it
 * @param path where it is served
 * @param contentType what it is
 * @param bytes its content
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Asset(String name, String path, String contentType, byte[] bytes) {}
