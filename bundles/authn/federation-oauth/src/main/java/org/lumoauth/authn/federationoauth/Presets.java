package org.lumoauth.authn.federationoauth;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.lumoauth.api.federation.FederationConnector.Preset;

/** Providers by name, from the file {@code presets.json} beside this class. */
final class Presets {
  private Presets() {}

  static List<Preset> read() {
    try (InputStream file = Presets.class.getResourceAsStream("presets.json")) {
      return new ObjectMapper().readValue(file, new TypeReference<List<Preset>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException("presets.json is part of this bundle", e);
    }
  }
}
