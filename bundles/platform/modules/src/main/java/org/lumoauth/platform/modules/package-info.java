/**
 * Modules on a running server. The bundle finds providers of contracts and counts the work in
 * flight in each bundle (subpackage {@code provider}), passes changes on to listeners ({@code
 * event}), fetches and checks module archives ({@code archive}), installs, upgrades and removes
 * modules ({@code lifecycle}), and offers the same to automation ({@code rest}). It exports
 * nothing.
 */
package org.lumoauth.platform.modules;
