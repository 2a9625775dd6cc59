package org.esmap.ai.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What each module and package may know of the others; docs/decisions/0001 says why. */
@AnalyzeClasses(packages = "org.esmap.ai", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule coreKnowsNoHttpAndNoModel = noClasses()
            .that()
            .resideInAPackage("org.esmap.ai.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.ws.rs..",
                    "jakarta.servlet..",
                    "jakarta.faces..",
                    "org.esmap.ai.models..",
                    "org.esmap.ai.web..");

    @ArchTest
    static final ArchRule modelsKnowNoHttpAndNoDatabase = noClasses()
            .that()
            .resideInAPackage("org.esmap.ai.models..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.ws.rs..",
                    "jakarta.servlet..",
                    "jakarta.persistence..",
                    "java.sql..",
                    "javax.sql..",
                    "java.net.http..",
                    "org.esmap.ai.web..");

    @ArchTest
    static final ArchRule webKnowsNoNativeRuntimeNoSqlAndNoModelClass = noClasses()
            .that()
            .resideInAPackage("org.esmap.ai.web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "ai.onnxruntime..",
                    "ai.djl..",
                    "com.google.ortools..",
                    "jakarta.persistence..",
                    "java.sql..",
                    "javax.sql..",
                    "org.esmap.ai.models..");

    @ArchTest
    static final ArchRule onlyOnePackageKnowsOnnxRuntime = noClasses()
            .that()
            .resideOutsideOfPackage("org.esmap.ai.core.onnx..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.onnxruntime..");

    @ArchTest
    static final ArchRule onlyOnePackageKnowsTheTokenizers = noClasses()
            .that()
            .resideOutsideOfPackage("org.esmap.ai.core.tokenization..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..");

    @ArchTest
    static final ArchRule modelsDoNotKnowEachOther =
            slices().matching("org.esmap.ai.models.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule noPackageIsInACycle =
            slices().matching("org.esmap.ai.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesAreNamedAfterCapabilities = noClasses()
            .should()
            .resideInAnyPackage(
                    "..util..", "..utils..", "..common..", "..helper..", "..impl..", "..dto..", "..service..");

    @ArchTest
    static final ArchRule namesSayWhatATypeIs =
            noClasses().should().haveNameMatching(".*(Impl|Util|Utils|Helper|Manager)$");

    @ArchTest
    static final ArchRule nobodyWritesToTheScreen =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");

    @ArchTest
    static final ArchRule everyCorePackageHasALine =
            classes().that().resideInAPackage("org.esmap.ai.core..").should(ImportDirection.beOnALine());

    @ArchTest
    static final ArchRule importsPointDownwards =
            classes().that().resideInAPackage("org.esmap.ai.core..").should(ImportDirection.pointDownwards());
}
