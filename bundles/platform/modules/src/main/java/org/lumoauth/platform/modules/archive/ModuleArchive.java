/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.lumoauth.api.module.ModuleException;
import org.lumoauth.api.module.ModulePropertyNames;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * A fetched module archive in a private file. Closing it deletes the file.
 *
 * @param source the location, without credentials or query
 * @param file the file
 * @param sha256 the digest in lower-case hexadecimal
 * @param module the module's name
 * @param symbolicName the bundle's symbolic name
 * @param version the bundle's version
 */
public record ModuleArchive(
    String source, Path file, String sha256, String module, String symbolicName, Version version)
    implements AutoCloseable {

  /** Reads the manifest of a fetched archive. */
  static ModuleArchive read(String source, Path file, String sha256) throws ModuleException {
    Attributes manifest = manifest(source, file);
    String module = manifest.getValue(ModulePropertyNames.MODULE_HEADER);
    String symbolicName = manifest.getValue(Constants.BUNDLE_SYMBOLICNAME);
    if (module == null || symbolicName == null) {
      throw new ModuleException(
          source
              + " is not a LumoAuth module: its manifest must have "
              + ModulePropertyNames.MODULE_HEADER
              + " and "
              + Constants.BUNDLE_SYMBOLICNAME
              + ".");
    }
    if (!module.matches("[a-z0-9]+(-[a-z0-9]+)*") || module.length() > 100) {
      throw new ModuleException(
          source
              + " has a malformed "
              + ModulePropertyNames.MODULE_HEADER
              + ": expected lower-case letters, digits and single hyphens, as in "
              + "change-freeze.");
    }
    String name = symbolicName.split(";", 2)[0].strip();
    return new ModuleArchive(source, file, sha256, module, name, version(source, manifest));
  }

  private static Attributes manifest(String source, Path file) throws ModuleException {
    try (JarFile jar = new JarFile(file.toFile(), false)) {
      Manifest manifest = jar.getManifest();
      if (manifest == null) {
        throw new ModuleException(source + " is not a bundle, because it has no manifest.");
      }
      return manifest.getMainAttributes();
    } catch (IOException e) {
      throw new ModuleException(source + " is not a readable JAR file.", e);
    }
  }

  private static Version version(String source, Attributes manifest) throws ModuleException {
    try {
      return Version.parseVersion(manifest.getValue(Constants.BUNDLE_VERSION));
    } catch (IllegalArgumentException e) {
      throw new ModuleException(
          source
              + " has a malformed "
              + Constants.BUNDLE_VERSION
              + ": expected a version such as 1.2.3.",
          e);
    }
  }

  /** Opens the archive for reading. */
  public InputStream open() throws IOException {
    return Files.newInputStream(file);
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }
}
