package org.lumoauth.oauth.logout.notify;

import java.lang.reflect.Proxy;
import org.lumoauth.api.oauth.IdTokens;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeClients;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeSigningKeys;
import org.lumoauth.testkit.fake.FakeTenantRegistry;

/** A back channel of a server that has no tenants. */
final class IdleChannel {

  private IdleChannel() {}

  static BackChannel on(LogoutStore store) {
    var idTokens =
        (IdTokens)
            Proxy.newProxyInstance(
                IdTokens.class.getClassLoader(),
                new Class<?>[] {IdTokens.class},
                (proxy, method, arguments) -> {
                  throw new UnsupportedOperationException(method.getName());
                });
    return new BackChannel(
        store,
        new FakeTenantRegistry(),
        new FakeClients(),
        new LogoutTokens(
            new FakeSigningKeys(), idTokens, new FakeSettingsStore(), new FakeIdentifiers()),
        request -> {
          throw new OutboundException("nobody is told in this test", true);
        },
        new FakeAuditLog());
  }
}
