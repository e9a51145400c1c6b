package inc.phone.webhooks.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Real SQLite files, opened the way a shop opens them. */
public final class SqliteFiles {
  private SqliteFiles() {}

  /**
   * Opens a file with what the store asks for.
   *
   * @param file where
   * @return its connections
   */
  public static DataSource open(Path file) {
    return open(file, SQLiteConfig.JournalMode.WAL, SQLiteConfig.SynchronousMode.FULL);
  }

  static DataSource open(
      Path file, SQLiteConfig.JournalMode journal, SQLiteConfig.SynchronousMode synchronous) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(journal);
    config.setSynchronous(synchronous);
    config.setBusyTimeout(20_000);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    SQLiteDataSource dataSource = new SQLiteDataSource(config);
    dataSource.setUrl("jdbc:sqlite:" + file);
    return dataSource;
  }

  /** Copies a database with its log as it lies on the disk, like a crash would leave it. */
  static Path copy(Path file, Path directory) {
    try (DirectoryStream<Path> parts =
        Files.newDirectoryStream(file.getParent(), file.getFileName() + "*")) {
      for (Path part : parts) {
        if (!part.getFileName().toString().endsWith("-shm")) {
          Files.copy(part, directory.resolve(part.getFileName()));
        }
      }
      return directory.resolve(file.getFileName());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
