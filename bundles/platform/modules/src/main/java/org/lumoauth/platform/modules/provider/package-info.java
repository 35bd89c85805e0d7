/**
 * Providers of contracts and the work in flight in their bundles. Finding and leasing a provider
 * requires no lock: it uses an immutable snapshot and one atomic counter per bundle.
 */
package org.lumoauth.platform.modules.provider;
