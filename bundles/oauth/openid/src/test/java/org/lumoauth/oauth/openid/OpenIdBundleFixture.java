/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.openid;

import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUser;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.oauth.token.SubjectClaimsContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.token.SubjectIdentifierService;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.oauth.openid.claims.StandardClaimsContributor;
import org.lumoauth.oauth.openid.claims.SubjectClaimsAssembler;
import org.lumoauth.oauth.openid.token.ClientJwtIssuer;
import org.lumoauth.oauth.openid.token.IdTokenContributor;
import org.lumoauth.oauth.openid.token.IssuedIdTokenHintReader;
import org.lumoauth.platform.keys.KeysPersistenceUnit;
import org.lumoauth.platform.keys.master.MasterKey;
import org.lumoauth.platform.keys.signing.DefaultSigningKeyService;
import org.lumoauth.platform.keys.signing.JcaProviderSelector;
import org.lumoauth.platform.keys.vault.EnvelopeSecretProtectionService;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.tokens.TokenServiceComponent;
import org.lumoauth.platform.tokens.settings.AccessTokenSigningAlgorithmResolver;
import org.lumoauth.platform.tokens.subject.PairwiseSubjectIdentifierService;
import org.lumoauth.support.oauth.ClientResponseEncrypter;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

/** The module over the real keys and tokens of two tenants, each with a user and a client. */
public final class OpenIdBundleFixture {

  public static final TenantContext ACME = aTenant().build();
  public static final TenantContext GLOBEX = aTenant("globex").build();
  public static final Client APP =
      aClient()
          .withId("app")
          .withScope("openid", "profile", "email")
          .withRedirectUris("https://app.example/cb")
          .build();
  public static final SubjectRef USER = aUserRef();

  public final FakeClientDirectory clients =
      new FakeClientDirectory().with(ACME, APP).with(GLOBEX, APP);
  public final FakeUserDirectory users =
      new FakeUserDirectory()
          .with(ACME, aUser().named("Ada").build())
          .with(GLOBEX, aUser().named("Ada").build());
  public final FakeSettingsStore settings =
      new FakeSettingsStore()
          .with(OpenIdSettings.SECTION, new OpenIdSettings())
          .with("tokens", List::of);
  public final FakeProviderRegistry registry =
      new FakeProviderRegistry()
          .with(SubjectClaimsContributor.class, "standard", new StandardClaimsContributor(users));
  public final SigningKeyService keys;
  public final TokenService tokens;
  public final SubjectIdentifierService subjects;
  public final ClientJwtIssuer jwts;
  public final SubjectClaimsAssembler claims = new SubjectClaimsAssembler(registry);
  public final IdTokenContributor idTokens;
  public final IssuedIdTokenHintReader made;

  public OpenIdBundleFixture(TestDatabase database) {
    var unit = database.open(KeysPersistenceUnit.DEFINITION);
    var vault = EnvelopeSecretProtectionService.create(unit, new MasterKey(new byte[32]), 10);
    var subjectsOf =
        new FakeSubjectDirectory()
            .with(ACME, USER)
            .with(GLOBEX, USER)
            .with(ACME, APP.subject())
            .with(GLOBEX, APP.subject());
    var wiring =
        new ComponentWiring(
            database.units(),
            database.open(
                PersistenceUnitDefinition.ofTables(
                    "platform-tokens", TokenServiceComponent.class.getClassLoader())),
            vault,
            JcaProviderSelector.fastest(),
            AccessTokenSigningAlgorithmResolver.of(SigningKeyService.SigningAlgorithm.ES256),
            new FakeTenantRegistry().with(ACME).with(GLOBEX),
            clients,
            subjectsOf,
            settings,
            new FakeAuditLog(),
            new FakeIdGenerator(),
            new FakeDomainEventPublisher(),
            registry,
            InstantSource.system());
    subjects = wiring.get(PairwiseSubjectIdentifierService.class);
    keys = wiring.get(DefaultSigningKeyService.class);
    tokens = wiring.get(TokenServiceComponent.class);
    jwts = new ClientJwtIssuer(keys, new ClientResponseEncrypter(null, null));
    idTokens =
        new IdTokenContributor(jwts, subjects, claims, settings, registry, InstantSource.system());
    made = new IssuedIdTokenHintReader(keys, subjects);
  }

  public static AuthorizationGrant granted(Client client, Map<String, Object> claims) {
    return new AuthorizationGrant(
        "grn_1",
        client.clientId(),
        USER,
        Set.of("openid", "email"),
        List.of(),
        Optional.of("ses_1"),
        Optional.of(Instant.ofEpochSecond(1_700_000_000)),
        Optional.of("urn:lumoauth:acr:1"),
        Set.of("pwd"),
        Optional.of("n-1"),
        claims,
        List.of(),
        Optional.empty());
  }

  public IssuedToken accessToken(TenantContext tenant, Client client, String... scope) {
    return tokens.issue(
        tenant,
        new AccessTokenIssuanceRequest(
            client,
            USER,
            List.of(),
            Set.of(scope),
            List.of(),
            Duration.ofHours(1),
            Optional.empty(),
            Map.of()));
  }

  public String idToken(TenantContext tenant) {
    return idToken(tenant, APP, Map.of(), "authorization_code");
  }

  public String idToken(
      TenantContext tenant, Client client, Map<String, Object> claims, String grantType) {
    var form = anOAuthRequest().with("grant_type", grantType).build();
    var request =
        new AuthenticatedTokenRequest(client, "client_secret_basic", form, Optional.empty());
    var token = accessToken(tenant, client, "openid", "email");
    return (String)
        idTokens
            .derivedMembers(tenant, request, granted(client, claims), token, Map.of())
            .get("id_token");
  }

  /** The payload of a JWS, unverified. */
  public static Map<String, Object> claims(String jws) {
    try {
      return JSONObjectUtils.parse(JWSObject.parse(jws).getPayload().toString());
    } catch (ParseException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
