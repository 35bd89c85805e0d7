/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake.user;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.SubjectIdentifierService;

/** Readable subject identifiers; each client is a sector of its own. */
public final class FakeSubjectIdentifierService implements SubjectIdentifierService {

  @Override
  public boolean isPairwise(Client client, SubjectRef subject) {
    return subject.type().equals(SubjectRef.USER)
        && "pairwise".equals(client.metadata().get("subject_type"));
  }

  @Override
  public String of(TenantContext tenant, Client client, SubjectRef subject) {
    return isPairwise(client, subject)
        ? "pairwise/" + client.clientId() + "/" + subject.id()
        : subject.id();
  }

  @Override
  public String ofSector(TenantContext tenant, String sector, SubjectRef subject) {
    return subject.type().equals(SubjectRef.USER)
        ? "sector/" + sector + "/" + subject.id()
        : subject.id();
  }

  @Override
  public String seal(TenantContext tenant, SubjectRef subject) {
    byte[] plain = (tenant.id() + "\n" + subject).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
  }

  @Override
  public Optional<SubjectRef> unseal(TenantContext tenant, String sealed) {
    String plain = new String(Base64.getUrlDecoder().decode(sealed), StandardCharsets.UTF_8);
    if (!plain.startsWith(tenant.id() + "\n")) {
      return Optional.empty();
    }
    String subject = plain.substring(tenant.id().length() + 1);
    int colon = subject.indexOf(':');
    return Optional.of(new SubjectRef(subject.substring(0, colon), subject.substring(colon + 1)));
  }
}
