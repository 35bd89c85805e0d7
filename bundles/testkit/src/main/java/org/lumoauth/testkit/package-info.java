/**
 * Shared test support for modules: {@link org.lumoauth.testkit.builder.TestBuilders builders} of
 * the values that contracts use, {@link org.lumoauth.testkit.fake fakes} of the platform's
 * services, and {@link org.lumoauth.testkit.contract contract tests} that the author of a provider
 * extends.
 */
@NullMarked
package org.lumoauth.testkit;

import org.jspecify.annotations.NullMarked;
