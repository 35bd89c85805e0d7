/** Settings of tenants. */
package org.lumoauth.platform.settings;
