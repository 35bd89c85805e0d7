/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientidmetadata;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.oauth.clientidmetadata.CimdSettings.CimdPolicy;

/**
 * The validated content of a metadata document.
 *
 * @param url the URL of the document, which is the {@code client_id}
 * @param name the {@code client_name}, or the host
 * @param redirectUris the {@code redirect_uris}
 * @param grantTypes the supported grant types of {@code grant_types}
 * @param scope the {@code scope}, if present
 * @param method {@code none} or {@code private_key_jwt}
 * @param metadata the other supported members
 */
record ClientMetadataDocument(
    URI url,
    String name,
    List<String> redirectUris,
    Set<String> grantTypes,
    Optional<Set<String>> scope,
    String method,
    Map<String, Object> metadata) {

  /**
   * Returns the client within the limits of the tenant's policy; empty if the policy does not
   * permit it.
   *
   * @param lifetime the lifetime of its access tokens
   */
  Optional<Client> client(CimdPolicy rules, Duration lifetime) {
    List<String> redirects =
        redirectUris.stream()
            .filter(uri -> rules.loopback() || !CimdRedirectUriValidator.isLoopback(uri))
            .toList();
    if (redirects.isEmpty() || !rules.allowsHost(url.getHost())) {
      return Optional.empty();
    }
    Set<String> scopes =
        scope
            .map(
                asked ->
                    asked.stream()
                        .filter(rules.scopes()::contains)
                        .collect(Collectors.toUnmodifiableSet()))
            .orElse(rules.scopes());
    return Optional.of(
        new Client(
            url.toString(),
            name,
            new SubjectRef(SubjectRef.CLIENT, url.toString()),
            !method.equals(ClientMetadataDocumentParser.PUBLIC),
            true,
            grantTypes,
            scopes,
            Set.of(method),
            redirects,
            lifetime,
            metadata));
  }
}
