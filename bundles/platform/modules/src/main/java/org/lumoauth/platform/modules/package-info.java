/**
 * Manages modules on a running server. The bundle finds providers of contracts and counts the work
 * in flight in each bundle (subpackage {@code provider}), delivers domain events ({@code event}),
 * fetches and checks module archives ({@code archive}), installs, upgrades and removes modules
 * ({@code lifecycle}), and serves the operations as an API ({@code rest}). It exports no packages.
 */
@NullMarked
package org.lumoauth.platform.modules;

import org.jspecify.annotations.NullMarked;
