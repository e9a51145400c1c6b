package inc.phone.webhooks.store;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of a directory at two moments, from the system calls of the one thread that writes
 * them: as they are written, and as they were when each was last synced.
 *
 * <p>The second is what a power cut leaves if nothing else came to the disk by itself. What did,
 * and in which order, is not played; and a file is taken to be there, or gone, from the moment it
 * is made or deleted.
 */
final class SyncedFiles {
  /** What to trace; a question mark is before calls that not every processor has. */
  static final String SYSTEM_CALLS = "pwrite64,write,ftruncate,fsync,fdatasync,?unlink,?unlinkat";

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
  private final String tracedInHexadecimal;
  private final Path written;
  private final Path synced;

  /**
   * @param traced the directory that the thread worked in, as the system names it
   * @param room where two directories can be made
   */
  SyncedFiles(Path traced, Path room) throws IOException {
    this.traced = traced;
    this.tracedInHexadecimal = hexadecimal(traced.toString());
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
      if (line.contains(tracedInHexadecimal) && !line.contains(" = -1 ")) {
        throw new IllegalStateException("a line of strace's that is not understood: " + line);
      }
      return "";
    }
    if (call.group(1).equals("write")) {
      return call.group(2).equals("1") ? text(call.group(4)) : "";
    }
    Path path = path(call);
    if (traced.equals(path.getParent())) {
      change(call, written.resolve(path.getFileName()), synced.resolve(path.getFileName()));
    }
    return "";
  }

  private static void change(Matcher call, Path written, Path synced) throws IOException {
    switch (call.group(1)) {
      case "pwrite64" -> {
        try (RandomAccessFile file = new RandomAccessFile(written.toFile(), "rw")) {
          file.seek(Long.parseLong(call.group(6)));
          file.write(bytes(call.group(4)), 0, Integer.parseInt(call.group(7)));
        }
      }
      case "ftruncate" -> {
        try (RandomAccessFile file = new RandomAccessFile(written.toFile(), "rw")) {
          file.setLength(Long.parseLong(call.group(5)));
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

  /** Whether a line is a sync of this file. */
  static boolean isSync(String line, Path file) {
    Matcher call = CALL.matcher(line);
    return call.matches() && call.group(1).endsWith("sync") && path(call).equals(file);
  }

  /** Copies all that is synced into another directory, in place of what is there. */
  void copy(Path directory) throws IOException {
    try (DirectoryStream<Path> old = Files.newDirectoryStream(directory)) {
      for (Path file : old) {
        Files.delete(file);
      }
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(synced)) {
      for (Path file : files) {
        Files.copy(file, directory.resolve(file.getFileName()));
      }
    }
  }

  private static Path path(Matcher call) {
    return Path.of(text(call.group(1).startsWith("unlink") ? call.group(4) : call.group(3)));
  }

  private static String text(String hexadecimal) {
    return new String(bytes(hexadecimal), StandardCharsets.UTF_8);
  }

  private static String hexadecimal(String text) {
    return HexFormat.of().withPrefix("\\x").formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] bytes(String hexadecimal) {
    return HexFormat.of().parseHex(hexadecimal.replace("\\x", ""));
  }
}
