package org.lumoauth.platform.modules.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import org.lumoauth.api.module.ModuleException;

/** Fetches archives into private files. */
public final class ModuleFetcher {
  private static final Set<String> SCHEMES = Set.of("https", "file", "mvn");
  private static final int CONNECT_MILLIS = 10_000;
  private static final int READ_MILLIS = 30_000;

  private final Path folder;
  private final long maxBytes;

  /**
   * @param folder for the files
   * @param maxBytes the largest archive taken
   */
  public ModuleFetcher(Path folder, long maxBytes) {
    this.folder = folder;
    this.maxBytes = maxBytes;
  }

  /**
   * Fetches an archive.
   *
   * @param url {@code https:}, {@code file:} or {@code mvn:}
   */
  public ModuleArchive fetch(String url) throws ModuleException {
    URL from = checked(url);
    String source = withoutSecrets(url);
    Path file = null;
    try {
      Files.createDirectories(folder);
      // A temporary file is created with access for its owner alone.
      file = Files.createTempFile(folder, "module-", ".jar");
      String sha256 = copy(source, from, file);
      return ModuleArchive.read(source, file, sha256);
    } catch (IOException e) {
      discard(file);
      throw new ModuleException(
          source + " could not be read (" + e.getClass().getSimpleName() + "); check the address.",
          e);
    } catch (ModuleException e) {
      discard(file);
      throw e;
    }
  }

  private static URL checked(String url) throws ModuleException {
    if (url == null || url.isBlank() || url.length() > 2048) {
      throw new ModuleException("Give the address of a bundle, at most 2,048 characters.");
    }
    int colon = url.indexOf(':');
    if (colon < 0 || !SCHEMES.contains(url.substring(0, colon))) {
      throw new ModuleException("The address of a bundle begins with https:, file: or mvn:.");
    }
    try {
      // A file on another host would be fetched by FTP.
      if (url.startsWith("file:") && new URI(url).getAuthority() != null) {
        throw new ModuleException("A file: address names no host, as in file:/tmp/module.jar.");
      }
      return new URL(url);
    } catch (MalformedURLException | URISyntaxException e) {
      throw new ModuleException("The address of the bundle is malformed.", e);
    }
  }

  private String copy(String source, URL from, Path to) throws IOException, ModuleException {
    MessageDigest digest = sha256();
    URLConnection connection = from.openConnection();
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
          throw new ModuleException(source + " is larger than " + maxBytes + " bytes.");
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
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** An address may carry a password or a token; neither belongs into a message or a record. */
  public static String withoutSecrets(String url) {
    if (!url.startsWith("https:")) {
      return url;
    }
    return url.replaceFirst("^https://[^/?#]*@", "https://").replaceFirst("[?#].*$", "");
  }

  private static void discard(Path file) {
    if (file != null) {
      file.toFile().delete();
    }
  }
}
