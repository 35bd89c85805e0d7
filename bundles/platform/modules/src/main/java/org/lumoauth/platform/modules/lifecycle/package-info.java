/**
 * Install, upgrade and remove on a running server. A new version is started beside the old one
 * behind a barred gate, tried, and only then given the work; what is in flight in the old one is
 * awaited before it goes. Other bundles are never refreshed.
 */
package org.lumoauth.platform.modules.lifecycle;
