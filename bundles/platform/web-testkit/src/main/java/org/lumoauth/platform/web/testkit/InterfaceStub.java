package org.lumoauth.platform.web.testkit;

import java.lang.reflect.Proxy;

/** Answers to calls of a large interface: what a test has no use for does nothing. */
@FunctionalInterface
interface InterfaceStub {

  /** What a method returns; null where it has no use. */
  Object invoke(String method, Object[] arguments);

  /** An object of the interface. */
  static <T> T of(Class<T> type, InterfaceStub stub) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, arguments) -> stub.invoke(called.getName(), arguments)));
  }
}
