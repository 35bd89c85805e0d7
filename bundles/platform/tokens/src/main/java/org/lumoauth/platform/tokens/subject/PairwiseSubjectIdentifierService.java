/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens.subject;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.SubjectIdentifierService;
import org.lumoauth.support.encoding.CanonicalBase64UrlDecoder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Derives pairwise identifiers with a keyed hash: only this server can map them to a subject. */
@Component
public final class PairwiseSubjectIdentifierService implements SubjectIdentifierService {

  private static final String PURPOSE = "pairwise-subject";

  /** No host and no client id starts with this prefix, so a sector cannot be confused with one. */
  private static final String SHARED = "shared ";

  private static final String SEALED = "id-token-subject";

  private final SecretProtectionService vault;

  @Activate
  public PairwiseSubjectIdentifierService(@Reference SecretProtectionService vault) {
    this.vault = vault;
  }

  @Override
  public boolean isPairwise(Client client, SubjectRef subject) {
    return subject.type().equals(SubjectRef.USER)
        && "pairwise".equals(client.metadata().get("subject_type"));
  }

  @Override
  public String of(TenantContext tenant, Client client, SubjectRef subject) {
    if (!isPairwise(client, subject)) {
      return subject.id();
    }
    return name(tenant, sector(client), subject);
  }

  @Override
  public String ofSector(TenantContext tenant, String sector, SubjectRef subject) {
    return subject.type().equals(SubjectRef.USER)
        ? name(tenant, SHARED + sector, subject)
        : subject.id();
  }

  private String name(TenantContext tenant, String sector, SubjectRef subject) {
    String name = String.join("\n", tenant.id(), sector, subject.toString());
    return base64(vault.hash(PURPOSE, name));
  }

  @Override
  public String seal(TenantContext tenant, SubjectRef subject) {
    byte[] plain = subject.toString().getBytes(StandardCharsets.UTF_8);
    return base64(vault.encrypt(tenant.id(), SEALED, plain));
  }

  @Override
  public Optional<SubjectRef> unseal(TenantContext tenant, String sealed) {
    try {
      byte[] plain = vault.decrypt(tenant.id(), SEALED, CanonicalBase64UrlDecoder.decode(sealed));
      String text = new String(plain, StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      return Optional.of(new SubjectRef(text.substring(0, colon), text.substring(colon + 1)));
    } catch (IllegalArgumentException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  /**
   * Section 8.1: the host of {@code sector_identifier_uri}, otherwise the common host of all
   * redirect URIs. A client without either is a sector of its own, so that it cannot be correlated
   * with another client.
   */
  private static String sector(Client client) {
    if (client.metadata().get("sector_identifier_uri") instanceof String uri) {
      return host(uri).orElse("client " + client.clientId());
    }
    List<String> hosts =
        client.redirectUris().stream().map(uri -> host(uri).orElse("")).distinct().toList();
    return hosts.size() == 1 && !hosts.get(0).isEmpty()
        ? hosts.get(0)
        : "client " + client.clientId();
  }

  private static Optional<String> host(String uri) {
    try {
      return Optional.ofNullable(URI.create(uri).getHost())
          .map(host -> host.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
