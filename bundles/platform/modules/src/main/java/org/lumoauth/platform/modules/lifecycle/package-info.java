/**
 * Installs, upgrades and removes modules on a running server. A new version starts in parallel to
 * the old version, behind a closed traffic gate, and gets traffic only after a trial. Work in
 * flight in the old version is drained before its removal. Other bundles are never refreshed.
 */
package org.lumoauth.platform.modules.lifecycle;
