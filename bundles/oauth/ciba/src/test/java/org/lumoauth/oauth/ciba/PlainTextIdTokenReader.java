/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.authorization.IdTokenHintReader;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;

/** ID tokens are the texts {@code id-token/SUBJECT/CLIENT}. */
final class PlainTextIdTokenReader implements IdTokenHintReader {

  @Override
  public Optional<IdTokenHint> readHint(TenantContext tenant, String idToken) {
    String[] parts = idToken.split("/");
    return parts.length == 3
        ? Optional.of(
            new IdTokenHint(
                new SubjectRef(SubjectRef.USER, parts[1]),
                List.of(parts[2]),
                Optional.empty(),
                Instant.EPOCH,
                Instant.EPOCH))
        : Optional.empty();
  }

  @Override
  public String subjectIdentifier(TenantContext tenant, Client client, SubjectRef subject) {
    return subject.id();
  }
}
