/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.testkit;

import java.lang.reflect.Proxy;

/** Handles calls of a large interface: methods that a test does not need do nothing. */
@FunctionalInterface
interface InterfaceStub {

  /** Returns the result of a method; null if it is not needed. */
  Object invoke(String method, Object[] arguments);

  /** Creates an object of the interface. */
  static <T> T of(Class<T> type, InterfaceStub stub) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, arguments) -> stub.invoke(called.getName(), arguments)));
  }
}
