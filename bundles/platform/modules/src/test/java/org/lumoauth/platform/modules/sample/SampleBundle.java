/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.sample;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;

/** Builds a bundle from the classes of one package of the test sources. */
public final class SampleBundle {
  private static final String PACKAGE = SampleBundle.class.getPackageName();

  private final Builder builder = new Builder();
  private final String contents;
  private String version = "1.0.0";

  private SampleBundle(String contents) {
    this.contents = contents;
    builder.setProperty("Bundle-SymbolicName", "org.example.sample");
    builder.setProperty("LumoAuth-Module", "sample");
    builder.setProperty("Private-Package", PACKAGE + "." + contents);
    builder.setProperty("-dsannotations-options", "norequirements");
    builder.setProperty("-noextraheaders", "true");
  }

  /** A module named {@code sample} with the classes of this package. */
  public static SampleBundle of(String contents) {
    return new SampleBundle(contents);
  }

  public SampleBundle version(String version) {
    this.version = version;
    return this;
  }

  public SampleBundle header(String name, String value) {
    builder.setProperty(name, value);
    return this;
  }

  /** Writes the bundle into a folder. */
  public Path in(Path folder) {
    return at(folder.resolve(contents + "-" + version + ".jar"));
  }

  /** Writes the bundle into this file. */
  public Path at(Path file) {
    builder.setProperty("Bundle-Version", version);
    try (builder) {
      builder.setClasspath(
          Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
              .map(File::new)
              .filter(entry -> entry.getPath().contains("lumoauth") || entry.isDirectory())
              .filter(File::exists)
              .toArray(File[]::new));
      try (Jar jar = builder.build()) {
        if (!builder.isOk()) {
          throw new IllegalStateException(builder.getErrors().toString());
        }
        jar.write(file.toFile());
      }
      return file;
    } catch (Exception e) {
      throw new IllegalStateException("the sample bundle could not be built", e);
    }
  }
}
