/**
 * Installs, upgrades and removes modules on a running server. A new version starts next to the old
 * one behind a closed traffic gate and gets traffic only after a trial. Work in flight in the old
 * version is drained before its removal. Other bundles are never refreshed.
 */
package org.lumoauth.platform.modules.lifecycle;
