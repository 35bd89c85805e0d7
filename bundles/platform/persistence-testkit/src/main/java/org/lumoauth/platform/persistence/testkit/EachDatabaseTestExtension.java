/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.testkit;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.lumoauth.platform.persistence.datasource.DatabaseKind;

/** Runs a test once for each kind of database. */
final class EachDatabaseTestExtension implements TestTemplateInvocationContextProvider {
  private static final Namespace NAMESPACE = Namespace.create(EachDatabaseTestExtension.class);

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return true;
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    return Stream.of(DatabaseKind.values()).map(DatabaseInvocationContext::new);
  }

  private record DatabaseInvocationContext(DatabaseKind kind)
      implements TestTemplateInvocationContext {
    @Override
    public String getDisplayName(int invocationIndex) {
      return "on " + kind;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(new TestDatabaseResolver(kind));
    }
  }

  private record TestDatabaseResolver(DatabaseKind kind)
      implements ParameterResolver, AfterTestExecutionCallback {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == TestDatabase.class;
    }

    /** The store of the test's own context closes the database after the test. */
    @Override
    public TestDatabase resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getStore(NAMESPACE)
          .getOrComputeIfAbsent(
              TestDatabase.class, type -> databases(context).create(kind), TestDatabase.class);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
      var database = context.getStore(NAMESPACE).remove(TestDatabase.class, TestDatabase.class);
      if (database != null) {
        database.close();
      }
    }
  }

  /** Resolves the factory parameter of a class that creates its databases itself. */
  static final class TestDatabasesResolver implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == TestDatabaseFactory.class;
    }

    @Override
    public TestDatabaseFactory resolveParameter(
        ParameterContext parameter, ExtensionContext context) {
      return databases(context);
    }
  }

  /** The root store lives as long as all tests of this JVM. */
  private static TestDatabaseFactory databases(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            TestDatabaseFactory.class,
            type -> new TestDatabaseFactory(),
            TestDatabaseFactory.class);
  }
}
