/** Modules on a running server: providers, leases, install, upgrade, remove. */
package org.lumoauth.platform.modules;
