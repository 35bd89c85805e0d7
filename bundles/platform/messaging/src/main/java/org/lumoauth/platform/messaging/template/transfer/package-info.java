/** Message templates in the tenant export document. */
@NullMarked
package org.lumoauth.platform.messaging.template.transfer;

import org.jspecify.annotations.NullMarked;
