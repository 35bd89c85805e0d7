/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.logout.notify;

import java.lang.reflect.Proxy;
import java.time.InstantSource;
import org.lumoauth.api.oauth.authorization.IdTokenHintReader;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeSigningKeyService;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;

/** Creates a back-channel logout worker on a server without tenants. */
final class IdleLogoutWorkerFactory {

  private IdleLogoutWorkerFactory() {}

  static BackChannelLogoutWorker on(LogoutClientAndDeliveryStore store) {
    var idTokens =
        (IdTokenHintReader)
            Proxy.newProxyInstance(
                IdTokenHintReader.class.getClassLoader(),
                new Class<?>[] {IdTokenHintReader.class},
                (proxy, method, arguments) -> {
                  throw new UnsupportedOperationException(method.getName());
                });
    return new BackChannelLogoutWorker(
        store,
        new FakeTenantRegistry(),
        new FakeClientDirectory(),
        new LogoutTokenIssuer(
            new FakeSigningKeyService(), idTokens, new FakeSettingsStore(), new FakeIdGenerator()),
        request -> {
          throw new OutboundException("nobody is told in this test", true);
        },
        new FakeAuditLog(),
        InstantSource.system());
  }
}
