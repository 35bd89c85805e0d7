/** Determines whether modules and the server are ready, and why not. */
package org.lumoauth.platform.modules.readiness;
