/** The message templates and the tenants' replacements. */
@NullMarked
package org.lumoauth.platform.messaging.template;

import org.jspecify.annotations.NullMarked;
