/** {@code ~/admin/settings} and the tenant's own view of itself. */
package org.lumoauth.platform.settings.rest;
