/** The server's clock. */
package org.lumoauth.platform.modules.clock;
