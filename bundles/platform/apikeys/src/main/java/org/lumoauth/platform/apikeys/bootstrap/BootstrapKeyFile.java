package org.lumoauth.platform.apikeys.bootstrap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.osgi.framework.BundleContext;

/**
 * The file that keeps the key, readable by its owner alone.
 *
 * @param path where it is
 */
record BootstrapKeyFile(Path path) {
  private static final String NAME = "bootstrap-api-key";

  /** The file in the data folder. */
  static BootstrapKeyFile in(BundleContext context) {
    String folder =
        Optional.ofNullable(System.getenv("LUMOAUTH_DATA"))
            .filter(text -> !text.isBlank())
            .or(() -> Optional.ofNullable(context.getProperty("LUMOAUTH_DATA")))
            .or(() -> Optional.ofNullable(context.getProperty("karaf.data")))
            .orElse("data");
    return new BootstrapKeyFile(Path.of(folder).resolve(NAME).toAbsolutePath());
  }

  /** The key in the file, or this one, which is in it from then on. */
  String readOrCreate(String fresh) throws IOException {
    if (Files.exists(path)) {
      String text = Files.readString(path).strip();
      if (text.isEmpty()) {
        throw new IllegalStateException(
            "The bootstrap key file " + path + " is empty. Delete it to have a new key made.");
      }
      return text;
    }
    Files.createDirectories(path.getParent());
    Path partial = Files.createTempFile(path.getParent(), NAME, ".new", ownerOnly());
    try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap((fresh + "\n").getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
    }
    Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE);
    return fresh;
  }

  private FileAttribute<?>[] ownerOnly() throws IOException {
    return Files.getFileStore(path.getParent()).supportsFileAttributeView("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
