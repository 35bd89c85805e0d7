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
import java.util.UUID;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.model.Property;

/** Writes a CycloneDX 1.6 document in JSON. The output is reproducible. */
final class SbomWriter {
  private final String version;
  private final Instant timestamp;

  /**
   * @param version the version of the distribution
   * @param timestamp the timestamp of the build's output
   */
  SbomWriter(String version, Instant timestamp) {
    this.version = version;
    this.timestamp = timestamp;
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

  private static Component component(ShippedLibrary library) {
    Component component = new Component();
    component.setType(Component.Type.LIBRARY);
    component.setGroup(library.group());
    component.setName(library.artifact());
    component.setVersion(library.version());
    component.setPurl(library.packageUrl());
    component.setBomRef(library.packageUrl() + "#" + library.sha256().substring(0, 16));
    component.addHash(new Hash(Hash.Algorithm.SHA_256, library.sha256()));
    return component;
  }
}
