package inc.phone.webhooks.store;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is certain to be on the disk while a thread works, from the system calls of that thread: of
 * every file what it had when it was last synced, and nothing that was only written since.
 *
 * <p>A power cut may leave more than that, but no program can rely on it. Deleting counts at once.
 */
final class SyncedFiles {
  /** The calls to trace; a question mark is before those that not every processor has. */
  static final String CALLS = "pwrite64,write,ftruncate,fsync,fdatasync,?unlink,?unlinkat";

  private static final String TEXT = "((?:\\\\x[0-9a-f]{2})*)";

  /** {@code name(3<path>, "text", length, offset) = result}, with what the call has of it. */
  private static final Pattern CALL =
      Pattern.compile(
          "(\\w+)\\((?:AT_FDCWD(?:<[^>]*>)?, )?(?:(\\d+)<"
              + TEXT
              + ">)?(?:(?:, )?\""
              + TEXT
              + "\")?(?:, (\\d+))?(?:, (\\d+))?\\) += (\\d+).*");

  private final Path traced;
  private final Path written;
  private final Path synced;

  /**
   * @param traced the directory that the thread worked in
   * @param room an empty directory
   */
  SyncedFiles(Path traced, Path room) throws IOException {
    this.traced = traced;
    this.written = Files.createDirectory(room.resolve("written"));
    this.synced = Files.createDirectory(room.resolve("synced"));
  }

  /**
   * Does what a line of strace's says, as far as it is about files in the directory.
   *
   * @param line without process number, with all texts in hexadecimal
   * @return what the thread printed, mostly nothing
   */
  String follow(String line) throws IOException {
    Matcher call = CALL.matcher(line);
    if (!call.matches()) {
      return ""; // it failed, or ended the thread
    }
    if (call.group(1).equals("write")) {
      return call.group(2).equals("1") ? text(call.group(4)) : "";
    }
    Path path = Path.of(text(call.group(1).startsWith("unlink") ? call.group(4) : call.group(3)));
    if (traced.equals(path.getParent())) {
      follow(call, written.resolve(path.getFileName()), synced.resolve(path.getFileName()));
    }
    return "";
  }

  private static void follow(Matcher call, Path written, Path synced) throws IOException {
    switch (call.group(1)) {
      case "pwrite64" -> {
        try (FileChannel file = open(written)) {
          file.write(ByteBuffer.wrap(bytes(call.group(4))), Long.parseLong(call.group(6)));
        }
      }
      case "ftruncate" -> {
        try (FileChannel file = open(written)) {
          file.truncate(Long.parseLong(call.group(5)));
        }
      }
      case "fsync", "fdatasync" -> {
        if (Files.exists(written)) {
          Files.copy(written, synced, REPLACE_EXISTING);
        }
      }
      default -> {
        Files.deleteIfExists(written);
        Files.deleteIfExists(synced);
      }
    }
  }

  /** Copies all that is synced into another directory. */
  void copy(Path directory) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(synced)) {
      for (Path file : files) {
        Files.copy(file, directory.resolve(file.getFileName()));
      }
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static String text(String hexadecimal) {
    return new String(bytes(hexadecimal), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String hexadecimal) {
    return HexFormat.of().parseHex(hexadecimal.replace("\\x", ""));
  }
}
