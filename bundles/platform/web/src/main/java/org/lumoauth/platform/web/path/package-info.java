/** Paths as the door takes them: refused unless plain, then split into tenant and rest. */
package org.lumoauth.platform.web.path;
