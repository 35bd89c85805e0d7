/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.support;

import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/**
 * Shows what a factory of tests skips, for whatever is missing, as one skipped test that says so: a
 * factory that is skipped itself is told of nowhere in the reports.
 */
public final class SkippedFactoryReporter implements InvocationInterceptor {

  @Override
  @SuppressWarnings("unchecked") // every factory here makes a stream
  public <T> T interceptTestFactoryMethod(
      Invocation<T> invocation,
      ReflectiveInvocationContext<Method> factory,
      ExtensionContext context)
      throws Throwable {
    try {
      return invocation.proceed();
    } catch (TestAbortedException skipped) {
      return (T) Stream.of(skipped(skipped));
    }
  }

  private static DynamicTest skipped(TestAbortedException why) {
    return DynamicTest.dynamicTest(
        why.getMessage(),
        () -> {
          throw why;
        });
  }
}
