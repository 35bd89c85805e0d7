/** Who calls and whether they may: authenticators, the status of subjects, permissions. */
package org.lumoauth.platform.web.gate;
