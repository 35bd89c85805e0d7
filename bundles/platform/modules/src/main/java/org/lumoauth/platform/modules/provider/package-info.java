/**
 * Providers of contracts and the work in flight in their bundles. Finding and holding a provider
 * takes no lock: a snapshot that never changes and one atomic counter for each bundle.
 */
package org.lumoauth.platform.modules.provider;
