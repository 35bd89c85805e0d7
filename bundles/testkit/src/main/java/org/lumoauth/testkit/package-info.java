/**
 * What tests of modules share: {@link org.lumoauth.testkit.builder.TestBuilders builders} of the
 * values that contracts take, {@link org.lumoauth.testkit.fake fakes} of the services that the
 * platform gives, and {@link org.lumoauth.testkit.contract contract tests} that the author of a
 * provider extends.
 */
package org.lumoauth.testkit;
