/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.Deflater;

/**
 * A bundle of this build under a higher version: its classes are others, as those of any upgrade.
 *
 * @param module the module's name
 * @param archive the file
 */
public record NextModuleVersion(String module, Path archive) {
  public static final String VERSION = "99.0.0";

  /**
   * Makes one.
   *
   * @param bundle the bundle's folder below {@code bundles}
   * @param folder where the archive goes
   */
  public static NextModuleVersion of(String bundle, Path folder) throws IOException {
    return of(bundle, folder, VERSION);
  }

  /** The same under a version of its own. */
  public static NextModuleVersion of(String bundle, Path folder, String version)
      throws IOException {
    Path built = built(TestServer.PROJECT.resolve("bundles").resolve(bundle).resolve("target"));
    Path archive = folder.resolve(bundle.replace('/', '-') + ".jar");
    try (JarFile from = new JarFile(built.toFile())) {
      Manifest manifest = from.getManifest();
      Attributes attributes = manifest.getMainAttributes();
      attributes.putValue("Bundle-Version", version);
      try (OutputStream out = Files.newOutputStream(archive);
          JarOutputStream to = new JarOutputStream(out, manifest)) {
        to.setLevel(Deflater.BEST_SPEED);
        for (JarEntry entry : from.stream().toList()) {
          if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
            to.putNextEntry(new JarEntry(entry.getName()));
            try (InputStream in = from.getInputStream(entry)) {
              in.transferTo(to);
            }
          }
        }
      }
      return new NextModuleVersion(attributes.getValue("LumoAuth-Module"), archive);
    }
  }

  /** Its SHA-256 digest, in hexadecimal. */
  public String digest() throws IOException, GeneralSecurityException {
    byte[] bytes = Files.readAllBytes(archive);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  public String url() {
    return "file:" + archive.toAbsolutePath();
  }

  private static Path built(Path target) throws IOException {
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().matches("org\\.lumoauth\\..*\\.jar"))
          .filter(
              file -> !file.getFileName().toString().matches(".*-(sources|javadoc|tests)\\.jar"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("nothing was built in " + target));
    }
  }
}
