package org.lumoauth.platform.web.testkit;

import java.lang.reflect.Proxy;

/** Answers to calls of a large interface: what a test has no use for does nothing. */
@FunctionalInterface
interface Stub {

  /** What a method returns; null where it has no use. */
  Object to(String method, Object[] arguments);

  /** An object of the interface. */
  static <T> T of(Class<T> type, Stub stub) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, arguments) -> stub.to(called.getName(), arguments)));
  }
}
