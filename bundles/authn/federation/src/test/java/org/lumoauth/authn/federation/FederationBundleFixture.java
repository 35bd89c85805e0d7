/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.federation.FederationConnector;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.federation.link.IdentityLinkCleanupListener;
import org.lumoauth.authn.federation.link.IdentityLinkService;
import org.lumoauth.authn.federation.link.IdentityLinkStore;
import org.lumoauth.authn.federation.provider.EnabledProviderQuery;
import org.lumoauth.authn.federation.provider.FederationConnectorRegistry;
import org.lumoauth.authn.federation.provider.FederationSettings;
import org.lumoauth.authn.federation.provider.ProviderValidator;
import org.lumoauth.authn.federation.provider.ProvisionedUserRoleService;
import org.lumoauth.authn.federation.provider.SocialProvider;
import org.lumoauth.authn.federation.provider.SocialProviderCache;
import org.lumoauth.authn.federation.provider.SocialProviderRequestParser;
import org.lumoauth.authn.federation.provider.SocialProviderService;
import org.lumoauth.authn.federation.provider.SocialProviderStore;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeHtmlPageRenderer;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeRoleAssignmentService;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;
import org.lumoauth.testkit.fake.user.FakeSessionService;
import org.lumoauth.testkit.fake.user.FakeSignInService;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;
import org.lumoauth.testkit.fake.user.FakeUserProfileService;

/** The bundle on a database, with fakes for other modules. */
public final class FederationBundleFixture {

  public static final TenantContext ACME = aTenant().build();
  public static final TenantContext GLOBEX = aTenant("globex").build();
  public static final AuditInitiator ADMIN = AuditInitiator.server("test");

  /** Whoever may give roles. */
  public static final Runnable MAY = () -> {};

  /** Whoever may not. */
  public static final Runnable MAY_NOT =
      () -> {
        throw new ApiException(403, "insufficient_permissions", "It takes the permission.");
      };

  public static final String SECRET = "s3cret-of-google";

  public final StubFederationConnector connector = new StubFederationConnector();
  public final FakeProviderRegistry registry =
      new FakeProviderRegistry().with(FederationConnector.class, "stub", connector);
  public final FakeSecretProtectionService vault = new FakeSecretProtectionService();
  public final FakeDomainEventPublisher events = new FakeDomainEventPublisher();
  public final FakeAuditLog log = new FakeAuditLog();
  public final FakeUserDirectory users = new FakeUserDirectory();
  public final FakeUserProfileService profiles = new FakeUserProfileService();
  public final FakeRoleAssignmentService roleAssignments =
      new FakeRoleAssignmentService().withRole(ACME, new RoleRef("rol_1", "Guest", "guest"));
  public final FakeSettingsStore settings =
      new FakeSettingsStore().with(FederationSettings.SECTION, new FederationSettings());
  public final FakeShortLivedRecordStore shortLived =
      new FakeShortLivedRecordStore(InstantSource.system());
  public final FakeSessionService sessions = new FakeSessionService(InstantSource.system());
  public final FakeSignInService signIn = new FakeSignInService();
  public final FakeHtmlPageRenderer pages = new FakeHtmlPageRenderer();
  public final PersistenceUnit unit;
  public final SocialProviderStore store;
  public final IdentityLinkStore links;
  public final SocialProviderCache memory;
  public final FederationConnectorRegistry connectors = new FederationConnectorRegistry(registry);
  public final ProvisionedUserRoleService roles = new ProvisionedUserRoleService();
  public final SocialProviderService providers;
  public final ProviderValidator soundness = new ProviderValidator(connectors, new NobodyInside());
  public final EnabledProviderQuery open;
  public final IdentityLinkService identities;

  public FederationBundleFixture(TestDatabase database) {
    unit = database.open(TestDatabase.tablesOf(SocialProviderStore.class));
    store = new SocialProviderStore(unit, vault);
    links = new IdentityLinkStore(unit);
    memory = new SocialProviderCache(store);
    roles.assignments = roleAssignments;
    providers =
        new SocialProviderService(store, memory, links, connectors, roles, soundness, events, log);
    open = new EnabledProviderQuery(memory, connectors, settings);
    identities = new IdentityLinkService(links, users, log);
    events.addListener(memory);
    events.addListener(new IdentityLinkCleanupListener(links));
  }

  /** Sets Google up, with more than it needs. */
  public SocialProvider google(Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>();
    body.put("clientId", "us");
    body.put("clientSecret", SECRET);
    body.putAll(more);
    return providers.create(ACME, "google", new SocialProviderRequestParser(body), MAY, ADMIN);
  }

  public SocialProvider change(Map<String, Object> body) {
    return providers.change(ACME, "google", new SocialProviderRequestParser(body), MAY, ADMIN);
  }

  public User user(String id, String email, boolean verified) {
    var user =
        new User(
            id,
            email,
            Optional.empty(),
            Optional.empty(),
            verified,
            true,
            false,
            Instant.EPOCH.plusSeconds(1));
    users.with(ACME, user);
    return user;
  }

  /** A user signs in by a password too. */
  public void passwordOf(String userId) {
    registry.with(AuthenticationMethod.class, "password", new SingleUserMethod(userId));
  }

  public static SubjectRef ref(String id) {
    return new SubjectRef(SubjectRef.USER, id);
  }

  /** Sends a request to an endpoint. */
  public static FakeHttpExchange send(HttpHandler endpoint, FakeHttpExchange exchange) {
    try {
      endpoint.handle(exchange);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return exchange;
  }

  /** A way out on which one address inside is refused. */
  private static final class NobodyInside implements OutboundHttpClient {
    @Override
    public OutboundResponse send(OutboundRequest request) throws OutboundException {
      throw new OutboundException("nobody is there", false);
    }

    @Override
    public void requireAllowedUrl(URI uri) throws OutboundException {
      if ("10.0.0.1".equals(uri.getHost())) {
        throw new OutboundException("inside", true);
      }
    }
  }
}
