/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.openid.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.key.InvalidSignatureException;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.oauth.authorization.IdTokenHintReader;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.SubjectIdentifierService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Validates ID tokens that {@link IdTokenContributor} issued. */
@Component(service = IdTokenHintReader.class)
public final class IssuedIdTokenHintReader implements IdTokenHintReader {

  private static final Logger LOG = LoggerFactory.getLogger(IssuedIdTokenHintReader.class);
  private static final int MAX_LENGTH = 16_384;
  private static final JOSEObjectType TYPE = new JOSEObjectType(IdTokenContributor.TYPE);

  private final SigningKeyService keys;
  private final SubjectIdentifierService subjects;

  @Activate
  public IssuedIdTokenHintReader(
      @Reference SigningKeyService keys, @Reference SubjectIdentifierService subjects) {
    this.keys = keys;
    this.subjects = subjects;
  }

  @Override
  public Optional<IdTokenHint> readHint(TenantContext tenant, String idToken) {
    try {
      return Optional.of(read(tenant, idToken));
    } catch (ParseException | InvalidSignatureException | IllegalArgumentException e) {
      LOG.debug("id-token-hint.refused: tenant={} reason={}", tenant.id(), e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public String subjectIdentifier(TenantContext tenant, Client client, SubjectRef subject) {
    return subjects.of(tenant, client, subject);
  }

  IdTokenHint read(TenantContext tenant, String idToken)
      throws ParseException, InvalidSignatureException {
    require(idToken.length() <= MAX_LENGTH, "the token is too long");
    require(
        TYPE.equals(type(idToken)), "the typ is not that of an ID token"); // RFC 8725 section 3.11
    Map<String, Object> claims = JSONObjectUtils.parse(keys.verify(tenant, idToken));
    require(tenant.issuer().equals(claims.get("iss")), "iss is not the issuer of this tenant");
    require(claims.get("exp") instanceof Long, "exp is missing"); // May be in the past.
    require(!claims.containsKey("events"), "the token is a security event token");
    Long issuedAt = JSONObjectUtils.getLong(claims, "iat");
    return new IdTokenHint(
        subject(tenant, claims),
        audience(claims.get("aud")),
        Optional.ofNullable(JSONObjectUtils.getString(claims, "sid")),
        Instant.ofEpochSecond(issuedAt),
        Instant.ofEpochSecond((Long) claims.get("exp")));
  }

  private static JOSEObjectType type(String jwt) throws ParseException {
    try {
      return JWSObject.parse(jwt).getHeader().getType();
    } catch (NullPointerException e) { // The library throws this for a header that is JSON null.
      throw new ParseException("the header is not a JSON object", 0);
    }
  }

  private SubjectRef subject(TenantContext tenant, Map<String, Object> claims)
      throws ParseException {
    String sealed = JSONObjectUtils.getString(claims, IdTokenContributor.SEALED_SUBJECT);
    if (sealed != null) {
      return subjects
          .unseal(tenant, sealed)
          .orElseThrow(() -> new IllegalArgumentException("sub is not a subject of this server"));
    }
    String subject = JSONObjectUtils.getString(claims, "sub");
    require(subject != null, "sub is missing");
    return new SubjectRef(subject.startsWith("agt_") ? SubjectRef.AGENT : SubjectRef.USER, subject);
  }

  private static List<String> audience(Object aud) {
    List<String> audience = new ArrayList<>();
    for (Object each : aud instanceof List<?> several ? several : List.of(String.valueOf(aud))) {
      audience.add((String) each);
    }
    return audience;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
