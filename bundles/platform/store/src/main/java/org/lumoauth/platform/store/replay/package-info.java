/** Events that listeners have not received yet. */
package org.lumoauth.platform.store.replay;
