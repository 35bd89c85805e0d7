/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audithttp;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.lumoauth.api.audit.AuditSink;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** A framework in which a module registers its sink. */
final class HttpSinkTestFramework {
  private Optional<AuditSink> sink = Optional.empty();

  /** The sink that is registered now. */
  Optional<AuditSink> sink() {
    return sink;
  }

  BundleContext context() {
    return stub(
        BundleContext.class,
        (proxy, method, arguments) -> {
          sink = Optional.of((AuditSink) arguments[1]);
          return registration();
        });
  }

  private ServiceRegistration<?> registration() {
    return stub(
        ServiceRegistration.class,
        (proxy, method, arguments) -> {
          sink = Optional.empty();
          return null;
        });
  }

  private static <T> T stub(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            HttpSinkTestFramework.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
