/** The layout of the platform as tests, over the classes of all modules. */
@NullMarked
package org.esmap.ai.architecture;

import org.jspecify.annotations.NullMarked;
