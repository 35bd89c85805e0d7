/** {@code ~/admin/settings} and the tenant's own profile. */
package org.lumoauth.platform.settings.rest;
