/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.lumoauth.api.module.ModuleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches module archives into private files. */
public final class ModuleFetcher {
  private static final Logger LOG = LoggerFactory.getLogger(ModuleFetcher.class);
  private static final int CONNECT_MILLIS = 10_000;
  private static final int READ_MILLIS = 30_000;

  private final Path folder;
  private final long maxBytes;

  /**
   * Creates a fetcher.
   *
   * @param folder the folder for the files
   * @param maxBytes the maximum size of an archive
   */
  public ModuleFetcher(Path folder, long maxBytes) {
    this.folder = folder;
    this.maxBytes = maxBytes;
  }

  /** Fetches an archive. */
  public ModuleArchive fetch(ModuleLocation address) throws ModuleException {
    Path file = null;
    try {
      Files.createDirectories(folder);
      // A temporary file is created with access for its owner only.
      file = Files.createTempFile(folder, "module-", ".jar");
      String sha256 = copy(address, file);
      return ModuleArchive.read(address.shown(), file, sha256);
    } catch (IOException e) {
      discard(file);
      throw new ModuleException(
          "%s could not be read (%s). Check the URL."
              .formatted(address, e.getClass().getSimpleName()),
          e);
    } catch (ModuleException e) {
      discard(file);
      throw e;
    }
  }

  private String copy(ModuleLocation from, Path to) throws IOException, ModuleException {
    MessageDigest digest = sha256();
    URLConnection connection = from.url().openConnection();
    connection.setUseCaches(false);
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    try (InputStream in = connection.getInputStream();
        OutputStream out = new DigestOutputStream(Files.newOutputStream(to), digest)) {
      byte[] buffer = new byte[16 * 1024];
      long total = 0;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        total += read;
        if (total > maxBytes) {
          throw new ModuleException(
              from + " is larger than the maximum of " + maxBytes + " bytes.");
        }
        out.write(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform does not support SHA-256", e);
    }
  }

  private static void discard(@Nullable Path file) {
    if (file != null && !file.toFile().delete()) {
      LOG.warn("module.download-not-deleted file={}", file);
    }
  }
}
