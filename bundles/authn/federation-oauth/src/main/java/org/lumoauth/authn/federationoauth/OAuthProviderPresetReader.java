/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federationoauth;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.lumoauth.api.federation.FederationConnector.FederationProviderPreset;

/** Provider presets by name, read from {@code presets.json} in this package. */
final class OAuthProviderPresetReader {
  private OAuthProviderPresetReader() {}

  static List<FederationProviderPreset> read() {
    try (InputStream file = OAuthProviderPresetReader.class.getResourceAsStream("presets.json")) {
      return new ObjectMapper()
          .readValue(file, new TypeReference<List<FederationProviderPreset>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException("presets.json is missing from this bundle", e);
    }
  }
}
