/** What listeners have still to hear of. */
package org.lumoauth.platform.store.missed;
