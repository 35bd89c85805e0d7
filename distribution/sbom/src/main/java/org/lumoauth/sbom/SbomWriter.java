/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.sbom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.LicenseChoice;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.model.Property;
import org.cyclonedx.model.license.Expression;

/** Writes a CycloneDX 1.6 document in JSON. The output is reproducible. */
final class SbomWriter {
  private final String version;
  private final Instant timestamp;
  private final LicenseCheck licenses;

  /**
   * @param version the version of the distribution
   * @param timestamp the timestamp of the build's output
   * @param licenses the licenses of the libraries
   */
  SbomWriter(String version, Instant timestamp, LicenseCheck licenses) {
    this.version = version;
    this.timestamp = timestamp;
    this.licenses = licenses;
  }

  void write(List<ShippedLibrary> libraries, Path file) throws IOException {
    Bom bom = new Bom();
    bom.setMetadata(metadata());
    Map<String, Component> components = new LinkedHashMap<>();
    StringBuilder content = new StringBuilder();
    for (ShippedLibrary library : libraries) {
      content.append(library.sha256());
      components
          .computeIfAbsent(library.packageUrl() + "#" + library.sha256(), key -> component(library))
          .addProperty(new Property("lumoauth:location", library.location()));
    }
    components.values().forEach(bom::addComponent);
    bom.setSerialNumber(
        "urn:uuid:"
            + UUID.nameUUIDFromBytes(content.toString().getBytes(StandardCharsets.US_ASCII)));
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(
          file, BomGeneratorFactory.createJson(Version.VERSION_16, bom).toJsonString() + "\n");
    } catch (GeneratorException e) {
      throw new IOException(e);
    }
  }

  private Metadata metadata() {
    Component server = new Component();
    server.setType(Component.Type.APPLICATION);
    server.setGroup("org.lumoauth");
    server.setName("lumoauth-distribution");
    server.setVersion(version);
    Metadata metadata = new Metadata();
    metadata.setTimestamp(Date.from(timestamp));
    metadata.setComponent(server);
    return metadata;
  }

  private Component component(ShippedLibrary library) {
    Component component = new Component();
    component.setType(Component.Type.LIBRARY);
    component.setGroup(library.group());
    component.setName(library.artifact());
    component.setVersion(library.version());
    component.setPurl(library.packageUrl());
    component.setBomRef(library.packageUrl() + "#" + library.sha256().substring(0, 16));
    component.addHash(new Hash(Hash.Algorithm.SHA_256, library.sha256()));
    licenses
        .find(library)
        .map(LibraryLicense::expression)
        .or(() -> library.isOwn() ? Optional.of("Apache-2.0") : Optional.empty())
        .ifPresent(expression -> component.setLicenses(choice(expression)));
    return component;
  }

  private static LicenseChoice choice(String expression) {
    LicenseChoice choice = new LicenseChoice();
    choice.setExpression(new Expression(expression));
    return choice;
  }
}
